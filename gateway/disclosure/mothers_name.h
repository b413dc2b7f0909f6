#ifndef GATEWAY_DISCLOSURE_MOTHERS_NAME_H_
#define GATEWAY_DISCLOSURE_MOTHERS_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/record.pb.h"

// Does what is written of a child say who its mother is, although nothing may:
// she gave birth in confidence (SR-02)? The gateway does not know her, so it
// knows no spelling of her name, and the child has a name, a birth date and a
// home of its own. Best effort, a net under the people who write, as
// sealed_name.h is. Pure.
namespace tasuki::disclosure {

// A labelled name that is not the child's, a labelled birth date, address, card
// or chart number behind a word for the mother, or a My Number.
bool TextMayNameMother(absl::string_view text,
                       const std::vector<std::string>& childs_names);

// The same for every text of the record; or a field for the name, the phone or
// the alias of the mother or of kin who lead to her is filled. Carers and
// people of institutions have names.
bool RecordMayNameMother(const v1::Record& record,
                         const std::vector<std::string>& childs_names);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_MOTHERS_NAME_H_
