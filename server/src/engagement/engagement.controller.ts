import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { RecordEngagements, type EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { EngagementService } from './engagement.service'

@Controller('engagements')
export class EngagementController {
  constructor(private readonly engagement: EngagementService) {}

  @Post()
  @HttpCode(200)
  @Allow('visitor')
  @Answers('EngagementReceipt')
  record(@CurrentActor() actor: Actor, @Body() batch: RecordEngagements): Promise<EngagementReceipt> {
    return this.engagement.record(actor, batch)
  }
}
