export default definePageConfig({ navigationBarTitleText: '来源链路', enablePullDownRefresh: true })
