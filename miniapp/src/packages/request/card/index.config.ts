export default definePageConfig({ navigationBarTitleText: '引荐', enablePullDownRefresh: true })
