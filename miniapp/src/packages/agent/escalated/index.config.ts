export default definePageConfig({ navigationBarTitleText: '待团队回应', enablePullDownRefresh: true })
