export default definePageConfig({ navigationBarTitleText: '转介绍关系图', enablePullDownRefresh: true })
