export default definePageConfig({ navigationBarTitleText: '结果明细', enablePullDownRefresh: true })
