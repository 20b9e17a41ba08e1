import { COMPLAINT_MOST_DAYS } from '@quanke/shared/domain/complaint'
import { LICENCE_PROFILES, STAFF_ROLES, type LicenceProfile, type StaffRole } from '@quanke/shared/domain/organization'
import { Type } from 'class-transformer'
import {
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator'

/** Hours until the first answer to a request is due, by its urgency. */
export class SetUpAnswerHours {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  soon?: number

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  normal?: number

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  low?: number
}

export class SetUpOrganization {
  @Length(1, 120)
  name!: string

  @IsIn(Object.keys(LICENCE_PROFILES))
  licenceProfile!: LicenceProfile

  @Length(1, 120)
  serviceHours!: string

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  protectionDays?: number

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  matchesPerDay?: number

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(90)
  caseDays?: number

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(COMPLAINT_MOST_DAYS)
  complaintDays?: number

  @IsOptional()
  @ValidateNested()
  @Type(() => SetUpAnswerHours)
  answerHours?: SetUpAnswerHours

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(731)
  lookBackDays?: number
}

export class SetUpTeam {
  @Length(1, 80)
  name!: string

  /** Name of the team above; the root has none. */
  @IsOptional()
  @IsString()
  parent?: string
}

export class SetUpAgent {
  @Matches(/^[0-9A-Za-z]{4,16}$/u)
  code!: string

  @IsString()
  team!: string

  /** The team this agent leads, if any. */
  @IsOptional()
  @IsString()
  leads?: string

  @Length(1, 40)
  name!: string

  @Length(1, 80)
  title!: string

  @Length(1, 120)
  company!: string

  @Matches(/^[0-9A-Za-z-]{6,32}$/u)
  licenceNumber!: string

  @Length(0, 120)
  intro = ''

  /** The WeChat account, once it has signed in. */
  @IsOptional()
  @Length(1, 64)
  openid?: string
}

export class SetUpStaff {
  @Length(1, 40)
  name!: string

  @IsIn(Object.keys(STAFF_ROLES))
  role!: StaffRole

  @IsOptional()
  @Length(1, 64)
  openid?: string
}

/** The file from which an installation gets its organisation. */
export class SetUpFile {
  @ValidateNested()
  @Type(() => SetUpOrganization)
  organization!: SetUpOrganization

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => SetUpTeam)
  teams!: SetUpTeam[]

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SetUpAgent)
  agents: SetUpAgent[] = []

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SetUpStaff)
  staff: SetUpStaff[] = []
}
