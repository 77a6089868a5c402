export { t as status } from "./status.js";
