#ifndef GATEWAY_INTAKE_SPOOL_TEXT_H_
#define GATEWAY_INTAKE_SPOOL_TEXT_H_

#include <string>

#include "gateway/intake/spool.h"

namespace tasuki::intake {

// The waiting reports with all that was written, for a person to read: the
// oldest first, Japanese headings with English beside. Ends with what could not
// be read.
std::string WaitingReports(Spool& spool);

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SPOOL_TEXT_H_
