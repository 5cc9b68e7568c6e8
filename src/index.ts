export { parseStandard } from "./criteria/parse.ts";
