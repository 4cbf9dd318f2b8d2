using Cabildo.Platform.Refusals;

namespace Cabildo.Documents.Register;

/// <summary>What a person is told when the register gives no licence.</summary>
internal static class RegisterRefusals
{
    public static Refusal NoLicence { get; } = new(
        "no-licence", "The transport register has no driving licence for you. If you have one, ask the office that issued it to check its records.", 404);

    public static Refusal NoPortrait { get; } = new(
        "no-portrait", "The transport register has no portrait for this licence. The licence counts without it; show your identity document beside it.", 404);

    public static Refusal Unavailable { get; } = new(
        "register-unavailable", "The transport register did not answer. Your licence is not affected: try again in a minute, or carry the printed card.", 503);
}
