import { readPathPattern } from '../../../schemas/conditions.js';
import { aliasPattern, idPattern, parameterPattern } from '../../../schemas/documents/flow.js';
import { savePathPattern } from '../../../schemas/form-controls.js';
import type { Messages } from './problem.js';

/** What a pattern of the flow language asks for, for people who do not read patterns: an instruction with an example. */
export const patternWords: Record<string, Messages> = {
  [readPathPattern]: { 'en-US': 'Write the path of a value: names with dots between them, such as customer.segment', 'zh-CN': '请填写取值路径：用点连接的名字，例如 customer.segment' },
  [savePathPattern]: {
    'en-US': 'Write where to keep it: names that begin with a small letter, with dots between them, such as caller.task; call, settings, order and the customer themselves are not for a flow to change',
    'zh-CN': '请填写保存位置：以小写字母开头、用点连接的名字，例如 caller.task；call、settings、order 和客户本身不能由流程修改',
  },
  [idPattern]: { 'en-US': 'Use small letters, digits and underscores, and begin with a letter, such as main_menu', 'zh-CN': '只能用小写字母、数字和下划线，并以字母开头，例如 main_menu' },
  [parameterPattern]: { 'en-US': 'Use one name of letters and digits that begins with a small letter, such as amount; names such as call, customer and order are taken', 'zh-CN': '请用以小写字母开头的一个名字，例如 amount；call、customer、order 等名字已被占用' },
  [aliasPattern]: { 'en-US': 'Use small letters, digits, hyphens and underscores, and begin with a letter, such as live; at most 32 characters', 'zh-CN': '只能用小写字母、数字、连字符和下划线，并以字母开头，例如 live；最多 32 个字符' },
  '^[a-z][a-z0-9-]{0,63}$': { 'en-US': 'Use small letters, digits and hyphens, and begin with a letter, such as card-services', 'zh-CN': '只能用小写字母、数字和连字符，并以字母开头，例如 card-services' },
  '^[a-z][a-z0-9_-]{0,63}$': { 'en-US': 'Use small letters, digits, hyphens and underscores, and begin with a letter, such as public_holidays', 'zh-CN': '只能用小写字母、数字、连字符和下划线，并以字母开头，例如 public_holidays' },
  '^[0-9*#]$': { 'en-US': 'Choose one key: 0 to 9, * or #', 'zh-CN': '请选择一个按键：0 到 9、* 或 #' },
  '^[*#]$': { 'en-US': 'Choose the key * or #; digits belong to the number that is entered', 'zh-CN': '请选择 * 或 # 键；数字属于要输入的号码' },
  '^[0-9*#]{0,12}$': { 'en-US': 'Write keys only: 0 to 9, * and #, at most twelve', 'zh-CN': '只能填写按键：0 到 9、* 和 #，最多十二个' },
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': { 'en-US': 'Write a time with hours, a colon and minutes, such as 08:30', 'zh-CN': '请填写几点几分，用半角冒号，例如 08:30' },
  '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$': { 'en-US': 'Write a time with hours, a colon and minutes, such as 17:00, or 24:00 for midnight', 'zh-CN': '请填写几点几分，用半角冒号，例如 17:00；午夜写 24:00' },
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$': { 'en-US': 'Write a day as year, month and day, such as 2026-10-01', 'zh-CN': '请填写年-月-日，例如 2026-10-01' },
  '^[A-Z]{2}$': { 'en-US': 'Write the two capital letters of a country, such as CN', 'zh-CN': '请填写两位大写的国家代码，例如 CN' },
  '^(WW[0-9a-fA-F]{32}|\\{\\{.*\\}\\})$': { 'en-US': 'Write the id of a workflow, WW and 32 digits or letters a to f, or a value in double braces', 'zh-CN': '请填写工作流标识（WW 加 32 位数字或 a 到 f 的字母），或双花括号里的取值' },
  '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$': { 'en-US': 'Write a language such as zh-CN or en-US', 'zh-CN': '请填写语言，例如 zh-CN 或 en-US' },
  '^(other|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$': { 'en-US': 'Write a language such as zh-CN or en-US, or other for the next one of the flow', 'zh-CN': '请填写语言，例如 zh-CN 或 en-US；other 表示流程的另一种语言' },
};
