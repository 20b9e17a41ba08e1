export default definePageConfig({ navigationBarTitleText: '同事的引荐', enablePullDownRefresh: true })
