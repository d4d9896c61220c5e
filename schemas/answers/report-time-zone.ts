/** Where the days of reports and lists of calls begin, and what their times are told in, unless another is asked for. IANA name. */
export const reportTimeZone = 'Asia/Shanghai';
