/** The groups of the palette, in its order. */
export const groupTitles = {
  speak: 'Speak 播报',
  ask: 'Ask 询问',
  decide: 'Decide 判断',
  connect: 'Connect 连接',
  sell: 'Sell 销售',
  end: 'End 结束',
};
