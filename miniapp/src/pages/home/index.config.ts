export default definePageConfig({ navigationBarTitleText: '圈客', enablePullDownRefresh: true })
