'use strict';

const fc = require('fast-check');
const { isBefore } = require('../../../../lib/workers/pool/scheduling/queue.js');
const { ALONE, FRESH } = require('../../../../lib/workers/pool/scheduling/tenants.js');
const { WaitingTasks } = require('../../../../lib/workers/pool/scheduling/waiting-tasks.js');

test('a worker gets the first waiting task of its tenant, and a fresh one the first of all', () => {
  const tenants = [undefined, 'a', 'b', ALONE];
  const action = fc.oneof(
    fc.record({ push: fc.nat(3), priority: fc.nat(2), bound: fc.option(fc.nat(1), { nil: undefined }) }),
    fc.record({ take: fc.constantFrom(FRESH, ...tenants), place: fc.nat(1) }),
    fc.record({ remove: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
      const waiting = new WaitingTasks();
      const model = [];
      let id = 0;
      for (const { push, priority, bound, take, place, remove } of /** @type {any[]} */ (actions)) {
        if (push !== undefined) {
          /** @type {any} */
          const task = { id: (id += 1), priority, bound, tenant: tenants[push], place: -1 };
          waiting.push(task);
          model.push(task);
          model.sort((a, b) => (isBefore(a, b) ? -1 : 1));
        } else if (remove !== undefined && model.length > 0) {
          waiting.remove(model.splice(remove % model.length, 1)[0]);
        } else if (place !== undefined) {
          const first = model.find(
            (task) =>
              (take === FRESH || task.tenant === take) && (task.bound === undefined || task.bound === place),
          );
          expect(waiting.firstFor({ place, tenant: take })).toBe(first);
          if (first !== undefined) waiting.remove(model.splice(model.indexOf(first), 1)[0]);
        }
        expect(waiting.size).toBe(model.length);
      }
      expect(new Set(waiting.takeAll())).toEqual(new Set(model));
    }),
  );
});
