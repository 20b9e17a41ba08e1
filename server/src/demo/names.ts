/** Pools that a few hundred invented clients are made from. */

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜',
]

const WOMEN = (
  '雨桐 静怡 晓燕 丽华 秀英 美玲 佳慧 雅婷 慧敏 玉兰 春梅 思琪 梦洁 海燕 红霞 欣然 婉婷 晓岚 桂芳 淑珍 倩文 诗涵 可欣 ' +
  '素云 冬雪 文茜 凤琴 若曦 亚男 晓彤 惠君 依然 小曼 青青 月华 念慈 书瑶 安琪 翠萍 岚 云舒 巧珍'
).split(' ')

const MEN = (
  '志强 建军 伟 俊杰 浩然 国庆 海波 志明 永刚 文博 天宇 立新 学文 振华 家豪 子轩 明辉 宏伟 晓东 晓峰 卫国 一鸣 鹏飞 ' +
  '少华 庆丰 向阳 云飞 光明 书恒 新民 凯 宇航 泽林 世杰 景行 承志 正平 瑞 嘉木 守信 启文'
).split(' ')

const GIVEN = [
  ...WOMEN.map((name) => ({ name, gender: 'female' as const })),
  ...MEN.map((name) => ({ name, gender: 'male' as const })),
]

export interface DemoName {
  name: string
  gender: 'female' | 'male'
}

/** How many different names `clientName` knows: the two pools have no common divisor, so their pairs repeat only after all of them. */
export const NAME_COUNT = SURNAMES.length * GIVEN.length

/** The n-th invented name, n from 0; every n below `NAME_COUNT` has its own. */
export function clientName(n: number): DemoName {
  const surname = SURNAMES[n % SURNAMES.length] as string
  // A step of 29 keeps neighbours from sharing the order of the pool, so women and men alternate.
  const given = GIVEN[(n * 29) % GIVEN.length] as DemoName
  return { name: surname + given.name, gender: given.gender }
}

/** Community aliases: what other members see instead of a name. */
export const ALIASES: readonly string[] = (
  '清晨的茶 爱跑步的老周 江边的风 半糖去冰 小院看花 早睡早起 橘子汽水 慢慢走的云 一碗热干面 种薄荷的人 周末不加班 雨后青苔 ' +
  '两个娃的妈 退休的王老师 阳台种番茄 听雨的猫 远山如黛 厨房里的光 读书的下午 晚风与粥 骑车去东湖 小满不满 四季豆 白日梦小姐 ' +
  '老街修表匠 桂花落了 半亩方塘 会做饭的爸 夜班护士 木头和铁 海边来的人 小城邮递员 豆浆油条 三月的桃 一杯白水 爱下棋的老李 ' +
  '跳广场舞的姐 钓鱼不钓虾 山茶花开 萤火虫 早起买菜 写字的人 喜欢晴天 南方的雪 榆木脑袋 老家的枣树 秋刀鱼 梧桐树下 松果 ' +
  '月亮邮局 铁皮饼干盒 暖气片 糖炒栗子 一起散步吧 红薯稀饭 麦田里 芒果不忙 蒲公英 旧书店 江城小陈 会计小方 幼儿园大班 ' +
  '慢跑的企鹅 竹影 豆豆妈 阿宝爸爸 白鹭 石榴熟了 新手奶爸 青石板 荷塘边 杨梅酒 温水煮茶 半山腰 风筝线 太极老张 小区王阿姨 ' +
  '爱整理的鱼 柚子皮 湖边长椅 不吃香菜 热心的老吴 蓝色搪瓷杯 栀子花 冬日暖阳 煮面的哲学家 两只喜鹊 一路向南 胡同口 ' +
  '晨练的刘叔 手冲咖啡 米粒 芦苇荡 夏天的蝉 小提琴妈妈 外婆的澎湖湾 老船长 木棉 橡皮擦 星期五 雪梨汤 不急不躁 云朵工厂 ' +
  '青梅 爬山的老赵 三口之家 竹蜻蜓 鱼丸粗面 有风的院子 小小账房 落日飞车 稻香 山里的信号 银杏叶 拾光者 绿豆冰 老邻居 牵牛花 ' +
  '东边日出 大白菜 糯米团子 认真吃饭 江南旧雨'
).split(' ')

export const DISTRICTS: readonly string[] = ['滨江区', '云台区', '古渡区', '松园区', '青湖区', '临港新区']

export const OCCUPATIONS: readonly string[] = [
  '小学教师',
  '中学教师',
  '社区医生',
  '护士',
  '药师',
  '软件工程师',
  '产品经理',
  '会计',
  '银行柜员',
  '公务员',
  '个体店主',
  '餐馆经营者',
  '物流调度',
  '出租车司机',
  '建筑工程师',
  '室内设计师',
  '摄影师',
  '律师助理',
  '人力资源',
  '外贸业务',
  '制造业主管',
  '电工',
  '退休教师',
  '退休职工',
  '全职妈妈',
  '自由职业',
  '大学讲师',
  '科研人员',
  '酒店管理',
  '健身教练',
]
