export default definePageConfig({ navigationBarTitleText: '客户明细', enablePullDownRefresh: true })
