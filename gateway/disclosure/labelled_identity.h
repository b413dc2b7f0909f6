#ifndef GATEWAY_DISCLOSURE_LABELLED_IDENTITY_H_
#define GATEWAY_DISCLOSURE_LABELLED_IDENTITY_H_

#include <string_view>

// What free text says of a person's identity with a label before it. All take
// folded text (folded_text.h). Best effort: a label that is not in the tables,
// or words that go around it, are not seen.
namespace tasuki::disclosure {

// 氏名：…, 本名は…です, …と申します, "real name is ..."; not 氏名：不明, 名前は
// 聞いていない, nor the name of a medicine, a place or a worker.
bool CarriesLabelledName(std::u32string_view folded);

// 生年月日：…, 1999年4月1日生まれ, "date of birth: ...": with a day.
bool CarriesLabelledBirthDate(std::u32string_view folded);

// 保険証番号, カルテ番号, 住所, "chart no." and the like, with a value.
bool CarriesLabelledNumberOrAddress(std::u32string_view folded);

// Twelve digits, grouped or not, with the check digit of a My Number
// (Order of the MIC no. 85 of 2014, article 5).
bool CarriesMyNumber(std::u32string_view folded);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_LABELLED_IDENTITY_H_
