export { languageName } from '../../runtime/engine/prompts/language-name.js';
