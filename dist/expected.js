// src/metrics/expected.ts
/**
* Whether a version should have traffic: at 0 % the candidate has none, at 100 % stable has none, and then its
* silence is no fault of the data.
*/
function isExpected(arm, { weight, candidate, stable }) {
	return candidate === stable || (arm === "candidate" ? weight > 0 : weight < 100);
}
export { isExpected as t };
