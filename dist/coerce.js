import { E as _coercedString, T as _coercedNumber, i as ZodString, n as ZodNumber } from "./schemas.js";
// node_modules/zod/v4/classic/coerce.js
function string(params) {
	return _coercedString(ZodString, params);
}
function number(params) {
	return _coercedNumber(ZodNumber, params);
}
export { string as n, number as t };
