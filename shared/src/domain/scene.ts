/** WeChat's numbers for how somebody came in, as far as they tell something about a share. */
const SCENES: Partial<Record<number, string>> = {
  1007: '一对一聊天里的卡片',
  1008: '群聊里的卡片',
  1011: '扫描二维码',
  1012: '长按识别二维码',
  1013: '从相册识别二维码',
  1014: '订阅消息',
  1036: '来自其他应用的分享',
  1044: '群聊里的卡片',
  1047: '扫描小程序码',
  1048: '长按识别小程序码',
  1049: '从相册识别小程序码',
  1096: '聊天记录',
  1154: '朋友圈',
  1155: '朋友圈',
  1158: '群工具',
}

/** A chat group that the reader has no name for. */
export const SOME_CHAT_GROUP = '其他群聊'

/** How somebody came in, in words; null where the number says nothing of a share. */
export const sceneLabel = (scene: number | null): string | null => (scene === null ? null : (SCENES[scene] ?? null))
