export default definePageConfig({ navigationBarTitleText: '来源明细', enablePullDownRefresh: true })
