'use strict';

const { RequestError } = require('../../express/http.js');

/** The bounds of a job, by which none takes longer than some minutes. */
const BELOW = { min: 2, max: 10_000_000_000 };

/** Adds a job, and answers before it runs. */
function addJob(jobs) {
  return async (req, res) => {
    const below = req.body?.below;
    if (!Number.isInteger(below) || below < BELOW.min || below > BELOW.max) {
      const expected = `a whole number from ${BELOW.min} to ${BELOW.max}`;
      throw new RequestError(400, 'ERR_BAD_JOB', `The body must be JSON: {"below": …} with ${expected}`);
    }
    res.status(202).json({ id: await jobs.add(below) });
  };
}

/** How far the newest jobs are. */
function listJobs(jobs) {
  return (req, res) => res.json(jobs.list());
}

/** Asks for the end of a job, which has the state `cancelled` when its code has stopped. */
function cancelJob(jobs) {
  return async (req, res) => {
    await jobs.cancel(req.params.id);
    res.status(202).json({ id: req.params.id });
  };
}

/** Kills the process that runs a job, to see that the job is done all the same. */
function killJob(jobs) {
  return (req, res) => {
    jobs.kill(req.params.id);
    res.status(202).json({ id: req.params.id });
  };
}

module.exports = { addJob, cancelJob, killJob, listJobs };
