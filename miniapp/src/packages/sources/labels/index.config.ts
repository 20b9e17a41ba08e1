export default definePageConfig({ navigationBarTitleText: '群聊与批次', enablePullDownRefresh: true })
