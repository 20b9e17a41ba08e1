export default definePageConfig({ navigationBarTitleText: '归因对比', enablePullDownRefresh: true })
