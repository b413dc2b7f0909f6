#ifndef TESTS_SCENARIO_STORY_REPORT_H_
#define TESTS_SCENARIO_STORY_REPORT_H_

#include "tests/scenario/deployment.h"
#include "tests/scenario/narrator.h"

namespace tasuki::scenario {

// After the story: a report of danger while the gateway is away. Each gives the
// number of its failures.
int ReportWhileTheGatewayIsAway(Deployment& deployment,
                                const Narrator& narrator);
// Once the gateway runs again.
int ReportIsOnTheDesk(Deployment& deployment, const Narrator& narrator);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_STORY_REPORT_H_
