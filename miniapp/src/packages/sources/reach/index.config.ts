export default definePageConfig({ navigationBarTitleText: '分享效果', enablePullDownRefresh: true })
