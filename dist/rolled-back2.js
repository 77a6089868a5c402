export { n as resultDespite } from "./rolled-back.js";
