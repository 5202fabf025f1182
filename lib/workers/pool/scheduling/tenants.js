'use strict';

/**
 * Whose a task is: a name, `ALONE` for a tenant of its own, or undefined for all tasks without a tenant together.
 * @typedef {string | typeof ALONE | undefined} Tenant
 */

/** The tenant of tasks whose worker has no other task, before or after. */
const ALONE = Symbol('alone');

/** The tenant of a worker that has had no task. It can become anybody's. */
const FRESH = Symbol('fresh');

/**
 * How long, in milliseconds, a worker goes on with tasks of its tenant while an earlier task of another waits for its
 * place. Tenants whose calls alternate would otherwise take a new worker for each.
 */
const TURN = 50;

/**
 * @param {string | null | undefined} tenant as the caller gave it
 * @returns {Tenant}
 */
function tenantOf(tenant) {
  return tenant === null ? ALONE : tenant;
}

module.exports = { ALONE, FRESH, TURN, tenantOf };
