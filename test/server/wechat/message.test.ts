import { WechatError } from '../../../server/src/core/wechat/wechat.error'
import { messageData, messageValue, type MessageValue } from '../../../server/src/core/wechat/wechat.message'

const noon = new Date('2026-02-28T16:05:00Z') // 1 March, 00:05 in Beijing

it.each<[string, MessageValue, string]>([
  ['thing1', '周末读书会', '周末读书会'],
  ['thing1', '第一行\n第二行\t\u0007完', '第一行 第二行 完'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
  ['thing1', '𠮷'.repeat(25), `${'𠮷'.repeat(19)}…`],
  ['thing1', `一二三四五六七八九十一二三四五${'👨‍👩‍👧‍👦'}`, '一二三四五六七八九十一二三四五…'],
  ['thing1', '\u202Eabc\u2066', 'abc'],
  ['thing1', '\uD800半个', '半个'],
  ['thing1', '', '—'],
  ['thing1', '\u200B\u200B', '—'],
  ['number2', 42, '42'],
  ['number2', '1,234.50', '1234.50'],
  ['letter3', 'ＡＢc-1', 'ABc'],
  ['symbol4', 'a!?★￥#@', '!?★￥#'],
  ['character_string5', 'NO.2026 保单-0001', 'NO.2026-0001'],
  ['time6', noon, '2026年03月01日 00:05'],
  ['time6', noon.getTime(), '2026年03月01日 00:05'],
  ['time6', '2026-02-28T16:05:00Z', '2026年03月01日 00:05'],
  ['time6', '15:01', '15:01'],
  ['time6', '2019年10月1日 15:01~2019年10月1日 16:01', '2019年10月1日 15:01~2019年10月1日 16:01'],
  ['date7', noon, '2026年03月01日'],
  ['date7', '2026-03-01', '2026-03-01'],
  ['amount8', 123456, '¥1234.56'],
  ['amount8', '100元', '100元'],
  ['phone_number9', '+86 138-0013-8000', '+86138-0013-8000'],
  ['car_number10', '粤 A·12345 挂挂', '粤A·12345'],
  ['name11', '张三丰', '张三丰'],
  ['name11', '张三 2号', '张三 号'],
  ['name11', 'Wolfeschlegelsteinhausenberger', 'Wolfeschlegelsteinha'],
  ['phrase12', '已通过123', '已通过'],
  ['phrase12', '等待客户确认中', '等待客户确'],
  ['enum13', '待处理', '待处理'],
])('%s of %j is sent as %j', (key, value, sent) => {
  expect(messageValue(key, value)).toBe(sent)
})

it.each<[string, MessageValue]>([
  ['number2', 'many'],
  ['number2', Number.NaN],
  ['number2', '9'.repeat(33)],
  ['time6', 'tomorrow'],
  ['amount8', -1],
  ['amount8', 1.5],
  ['phrase12', 'done'],
  ['letter3', '中文'],
  ['name11', '123'],
  ['unknown1', 'x'],
  ['thing', 'x'],
  ['__proto__', 'x'],
  ['constructor1', 'x'],
])('%s of %j is refused here, not by WeChat', (key, value) => {
  expect(() => messageValue(key, value)).toThrow(WechatError)
})

it('makes the data of a message', () => {
  expect(messageData({ thing1: '读书会', time2: noon })).toEqual({
    thing1: { value: '读书会' },
    time2: { value: '2026年03月01日 00:05' },
  })
})
