export default definePageConfig({
  navigationBarTitleText: '求推荐',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
