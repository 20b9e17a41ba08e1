export default definePageConfig({ navigationBarTitleText: '我的求推荐', enablePullDownRefresh: true })
