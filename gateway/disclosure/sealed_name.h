#ifndef GATEWAY_DISCLOSURE_SEALED_NAME_H_
#define GATEWAY_DISCLOSURE_SEALED_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/record.pb.h"

// Does a record say who somebody is, although it must not: her birth is
// confidential (SR-01), or the sheet is to be read without an identity (SR-16)?
// Best effort, a net under the people who write: it finds known spellings and
// labelled statements in Japanese and English, and misses a name that stands
// bare in a sentence, is abbreviated, or is told by circumstances. Pure.
namespace tasuki::disclosure {

// The spellings of names that the record's own fields for names hold (C02), and
// with `aliases` the handles too (C03). Reduced editions hold none.
std::vector<std::string> NamesIn(const v1::Record& record, bool aliases);

// A known spelling, also with other spaces, widths, kana or forms of kanji; one
// of its parts with さん and the like; or a labelled name, birth date, address,
// card or chart number, or a My Number. Spellings that ordinary words could
// contain (one character, short kana or letters) are not searched for.
bool TextMayNamePerson(absl::string_view text,
                       const std::vector<std::string>& known_names);

// The same for every text of the record, at every depth.
bool TextsMayNamePerson(const v1::Record& record,
                        const std::vector<std::string>& known_names);

// A field made for an identity is filled: a name, birth date, address, number
// that the inventory classifies as identity core or place and does not keep.
bool HoldsIdentityFields(const v1::Record& record);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_SEALED_NAME_H_
