"""The core indicators in the order of every report (R58: eight measures in six groups)."""

from openperkins.indicators.ind_1s1_language_arts import IND_1S1
from openperkins.indicators.ind_1s2_mathematics import IND_1S2
from openperkins.indicators.ind_2s1_technical_skill import IND_2S1
from openperkins.indicators.ind_3s1_completion import IND_3S1
from openperkins.indicators.ind_4s1_graduation_rate import IND_4S1
from openperkins.indicators.ind_5s1_placement import IND_5S1
from openperkins.indicators.ind_6s1_nontraditional_participation import IND_6S1
from openperkins.indicators.ind_6s2_nontraditional_completion import IND_6S2
from openperkins.kernel import Indicator

INDICATORS: tuple[Indicator, ...] = (IND_1S1, IND_1S2, IND_2S1, IND_3S1, IND_4S1, IND_5S1, IND_6S1, IND_6S2)
BY_CODE: dict[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}
