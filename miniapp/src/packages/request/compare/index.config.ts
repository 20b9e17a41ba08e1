export default definePageConfig({ navigationBarTitleText: '比较引荐', enablePullDownRefresh: true })
