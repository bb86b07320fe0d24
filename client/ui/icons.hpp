#pragma once

#include <string_view>

/// Icons of fa-solid-900.ttf (Font Awesome Free, SIL OFL 1.1), merged into the text fonts, as UTF-8.
namespace dongthac::ui::icon {

inline constexpr std::string_view kTasks = "\uf0ae";
inline constexpr std::string_view kCascade = "\uf773";
inline constexpr std::string_view kPlan = "\uf573";
inline constexpr std::string_view kReport = "\uf15c";
inline constexpr std::string_view kConsolidate = "\uf5fd";
inline constexpr std::string_view kCalendar = "\uf073";
inline constexpr std::string_view kSync = "\uf021";
inline constexpr std::string_view kSettings = "\uf013";
inline constexpr std::string_view kSearch = "\uf002";
inline constexpr std::string_view kClose = "\uf00d";
inline constexpr std::string_view kCheck = "\uf00c";
inline constexpr std::string_view kOk = "\uf058";
inline constexpr std::string_view kInfo = "\uf05a";
inline constexpr std::string_view kWarning = "\uf071";
inline constexpr std::string_view kError = "\uf06a";
inline constexpr std::string_view kAdd = "\uf055";
inline constexpr std::string_view kUp = "\uf062";
inline constexpr std::string_view kDown = "\uf063";
inline constexpr std::string_view kChevronDown = "\uf078";
inline constexpr std::string_view kChevronRight = "\uf054";
inline constexpr std::string_view kChevronLeft = "\uf053";
inline constexpr std::string_view kBack = "\uf060";
inline constexpr std::string_view kDelete = "\uf1f8";
inline constexpr std::string_view kEdit = "\uf304";
inline constexpr std::string_view kSend = "\uf1d8";
inline constexpr std::string_view kReturn = "\uf3e5";
inline constexpr std::string_view kOffice = "\uf19c";
inline constexpr std::string_view kSchool = "\uf549";
inline constexpr std::string_view kPerson = "\uf007";
inline constexpr std::string_view kOnline = "\uf0c2";
inline constexpr std::string_view kOffline = "\uf127";
inline constexpr std::string_view kClock = "\uf017";
inline constexpr std::string_view kBell = "\uf0f3";
inline constexpr std::string_view kPrint = "\uf02f";
inline constexpr std::string_view kWord = "\uf1c2";
inline constexpr std::string_view kImport = "\uf56f";
inline constexpr std::string_view kExport = "\uf56e";
inline constexpr std::string_view kSave = "\uf0c7";
inline constexpr std::string_view kUndo = "\uf2ea";
inline constexpr std::string_view kRedo = "\uf2f9";
inline constexpr std::string_view kLink = "\uf0c1";
inline constexpr std::string_view kComment = "\uf075";
inline constexpr std::string_view kFlag = "\uf024";
inline constexpr std::string_view kLock = "\uf023";
inline constexpr std::string_view kTree = "\uf0e8";
inline constexpr std::string_view kView = "\uf06e";
inline constexpr std::string_view kFolder = "\uf07c";
inline constexpr std::string_view kUsb = "\uf0a0";
inline constexpr std::string_view kFilter = "\uf0b0";
inline constexpr std::string_view kInbox = "\uf01c";
inline constexpr std::string_view kHistory = "\uf1da";
inline constexpr std::string_view kDot = "\uf111";
inline constexpr std::string_view kMore = "\uf141";
inline constexpr std::string_view kIndent = "\uf03c";
inline constexpr std::string_view kOutdent = "\uf03b";
inline constexpr std::string_view kKeyboard = "\uf11c";

/// Every icon above, for the check at start.
inline constexpr std::string_view kAll[] = {
    kTasks,       kCascade, kPlan,   kReport,  kConsolidate, kCalendar, kSync,   kSettings, kSearch,      kClose,
    kCheck,       kOk,      kInfo,   kWarning, kError,       kAdd,      kUp,     kDown,     kChevronDown, kChevronRight,
    kChevronLeft, kBack,    kDelete, kEdit,    kSend,        kReturn,   kOffice, kSchool,   kPerson,      kOnline,
    kOffline,     kClock,   kBell,   kPrint,   kWord,        kImport,   kExport, kSave,     kUndo,        kRedo,
    kLink,        kComment, kFlag,   kLock,    kTree,        kView,     kFolder, kUsb,      kFilter,      kInbox,
    kHistory,     kDot,     kMore,   kIndent,  kOutdent,     kKeyboard};

} // namespace dongthac::ui::icon
