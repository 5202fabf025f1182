'use strict';

const { setImmediate: nextTurn } = require('node:timers/promises');

/**
 * The most nanoseconds of one turn of the event loop that small data takes, where calls are answered at once instead of by
 * the thread pool. Without such a bound many calls in one turn would be one long stall; so would a loop that awaits one
 * call after the other, since promises that have settled do not let the event loop turn.
 */
const MOST = 1_000_000;
/**
 * From here on the end of the turn is waited for. What a few calls spend before adds up over turns, since to wait costs
 * more than one of them.
 */
const WAIT_FROM = MOST / 2;

/** A small integer, which V8 keeps without memory of its own. */
let spent = 0;
/** Of the turn at whose end the time is renewed. @type {Promise<void> | undefined} */
let end;

/** Whether this turn has time left. */
function hasTurnTime() {
  return spent < MOST;
}

/** @param {number} nanoseconds that were used of this turn, a whole number */
function spendTurnTime(nanoseconds) {
  if (spent < MOST) spent += nanoseconds;
  if (end === undefined && spent > WAIT_FROM) {
    end = nextTurn();
    end.then(renew);
  }
}

function renew() {
  spent = 0;
  end = undefined;
}

/**
 * The value, in the next turn of the event loop where this one has no time left.
 * @template T
 * @param {T} value
 * @returns {Promise<T>}
 */
function whenTurnHasTime(value) {
  return hasTurnTime() || end === undefined ? Promise.resolve(value) : end.then(() => value);
}

module.exports = { hasTurnTime, spendTurnTime, whenTurnHasTime };
