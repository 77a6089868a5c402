export { r as resultDespite } from "./rolled-back.js";
