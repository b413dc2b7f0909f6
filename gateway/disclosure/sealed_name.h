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

// Spellings under which a person is known.
struct Spellings {
  std::vector<std::string> names;    // from fields for names (C02)
  std::vector<std::string> aliases;  // handles and the like (C03)
};

// The spellings that the record's own fields hold.
Spellings SpellingsIn(const v1::Record& record);

// A known spelling, also with other spaces, widths, kana or forms of kanji; one
// of its parts with さん and the like; or a labelled name, birth date, address,
// card or chart number, or a My Number. Spellings that ordinary words could
// contain (one character, short kana or letters) are not searched for.
bool TextMayNamePerson(absl::string_view text,
                       const std::vector<std::string>& known_names);

// The same for every text of the record, at every depth. A field for a handle
// may hold an alias; other texts may not.
bool TextsMayNamePerson(const v1::Record& record, const Spellings& known);

// A field made for an identity is filled: her names, birth date, numbers, home
// and phone, the names of her kin and partner.
bool HoldsIdentityFields(const v1::Record& record);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_SEALED_NAME_H_
