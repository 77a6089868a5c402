export { t as promote } from "./promote.js";
