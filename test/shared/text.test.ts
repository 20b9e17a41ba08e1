import { cleanText, comparable, graphemes, holdsPhoneNumber } from '@quanke/shared/domain/text'

describe('text as it is stored', () => {
  it.each([
    ['composes letters and accents', 'e\u0301', '\u00e9'],
    ['drops zero-width and byte-order marks', '清\u200b晨\ufeff', '清晨'],
    ['drops what turns the direction', '\u202eabc\u2066', 'abc'],
    ['keeps a family whole', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['drops a joiner that joins nothing', '清\u200d晨', '清晨'],
    ['drops control characters, keeps line ends', 'a\u0000b\r\nc', 'ab\nc'],
    ['leaves nothing of what cannot be seen', ' \u200b\u2060 ', ''],
    ['keeps characters beyond the first plane', '𠮷野家', '𠮷野家'],
  ])('%s', (_, text, expected) => expect(cleanText(text)).toBe(expected))

  it('counts what a person sees as one character', () => {
    expect([graphemes('👨‍👩‍👧‍👦'), graphemes('𠮷野家'), graphemes('e\u0301')]).toEqual([1, 3, 1])
  })

  it('compares words without width, spaces, punctuation and tricks', () => {
    expect(comparable('返 \u200b佣！')).toBe(comparable('返佣'))
  })
})

describe('a phone number in words', () => {
  it.each([
    ['打我13800138000'],
    ['138 0013 8000'],
    ['１３８００１３８０００'],
    ['+86 138-0013-8000'],
    ['0086-13800138000'],
    ['电话：1 3 8 0 0 1 3 8 0 0 0'],
    ['一三八零零一三八零零零'],
    ['幺三八〇〇一三八〇〇〇，找他'],
    ['壹叁捌 零零壹叁 捌零零零'],
    ['138/0013/8000'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣'],
    ['1\u200b3800138000'],
    ['座机 010-62345678'],
    ['（021）6234 5678'],
    ['０２８—８２３４５６７８'],
    ['0571 87654321'],
    ['0931-8765432'],
    ['+86 10 6234 5678'],
    ['座机 65550121'],
    ['电话：6555 0121，找前台'],
    ['电话号码是 8765-432'],
    ['请拨打８７６５４３２１'],
    ['办公室电话（6555-0121）'],
    ['电话八七六五四三二一'],
    ['tel 65550121'],
    ['65550121'],
    ['6555 0121'],
    ['8765432'],
    ['一三八○○一三八○○○'],
    ['幺三八洞洞幺三八洞洞洞'],
    ['幺三拐洞洞幺三八勾两叄'],
    ['138oo138OOO'],
    ['l38OO138OOO'],
    ['138@0013@8000'],
    ['【138】【0013】【8000】'],
    ['138、0013、8000'],
    ['一、三、八、零、零、一、三、八、零、零、零'],
    ['١٣٨٠٠١٣٨٠٠٠'],
    ['微信号 wx13800138000'],
  ])('is found in %s', (text) => expect(holdsPhoneNumber(text)).toBe(true))
  it.each([
    ['保单号 20261123000123456789'],
    ['2026年11月23日'],
    ['一年 138000 元'],
    ['身份证后四位 8000'],
    ['一年交 13500、136000 元'],
    ['客服 95519'],
    ['2026-11-29 10:30'],
    ['从一九九八年到二零二六年'],
    ['热线 400-820-8820'],
    ['20261129'],
    ['3000000'],
    ['2500-3500'],
    ['2000000 元'],
    ['电话 2026-11-29 打过'],
    ['电话 2026.11.1 约好'],
    ['电话 2000-3000 元的都行'],
    ['电话费一年 2345678 元'],
    ['电话里说好周三，预算 2345678'],
    ['电话 8:30-17:30 有人接'],
    ['8 栋 1203 室，3 单元 2201 室'],
    ['房号 2-1203，保额 5000000'],
    ['江城大道88号 6555 0121'],
    ['会员号 65550121 已登记'],
    ['15、20、30、40、50、6 岁'],
    ['14:00-16:00 300 人'],
    ['1、2、3、4、5、6、7、8、9、10、11 各一份'],
    ['两三次'],
  ])('is not seen in %s', (text) => expect(holdsPhoneNumber(text)).toBe(false))
})
