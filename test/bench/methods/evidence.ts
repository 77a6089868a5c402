import { NO_ERROR_RATE, readErrorRate, stepErrorRate } from '../../../src/evidence/error-rate.ts';
import { evidenceSettings } from '../../../src/evidence/settings.ts';
import { LIMIT, type Watcher } from './method.ts';

const settings = evidenceSettings();
const span = { begin: '', end: '', steady: true };

/**
 * This method: a crossing counts once it is proven. The error rate since the onset above 5 % rolls back, above
 * 2 % pages and asks.
 */
export function evidence(): Watcher {
  let state = NO_ERROR_RATE;
  return (look) => {
    state = stepErrorRate(state, look, span, settings);
    // Without an error of the candidate the evidence falls, and so does its error rate.
    if (look.x === 0) return 'none';
    const { proven, value } = readErrorRate(state, settings);
    if (!proven || value === null) return 'none';
    return value > LIMIT ? 'rollback' : value > 0.02 ? 'ask' : 'none';
  };
}
