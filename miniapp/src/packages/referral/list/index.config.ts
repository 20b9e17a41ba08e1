export default definePageConfig({
  navigationBarTitleText: '我的转介绍',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
