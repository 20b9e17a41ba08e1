export default definePageConfig({ navigationBarTitleText: '转介绍', enablePullDownRefresh: true })
