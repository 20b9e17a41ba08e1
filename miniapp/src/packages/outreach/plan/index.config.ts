export default definePageConfig({
  navigationBarTitleText: '触达计划',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
