export { t as summarize } from "./summarize.js";
