#ifndef ADAPTERS_CLI_AFFECTED_REPORT_H_
#define ADAPTERS_CLI_AFFECTED_REPORT_H_

#include <string>

#include "tasuki/v1/audit_service.pb.h"

namespace tasuki::cli {

// What a leak may have reached, as an officer hands it on: who saw it, who
// could have, and what the report does not know. Japanese first.
std::string AffectedText(const v1::ListAffectedRequest& asked,
                         const v1::ListAffectedResponse& affected);
// The same as a page of its own; needs no script and no other file.
std::string AffectedHtml(const v1::ListAffectedRequest& asked,
                         const v1::ListAffectedResponse& affected);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_AFFECTED_REPORT_H_
