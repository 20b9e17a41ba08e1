export default definePageConfig({ navigationBarTitleText: '为什么归我', enablePullDownRefresh: true })
