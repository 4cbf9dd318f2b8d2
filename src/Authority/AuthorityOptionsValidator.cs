using Cabildo.Authority.Facts;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority;

/// <summary>What annotations cannot say about the settings, and whether the facts can be read.</summary>
internal sealed class AuthorityOptionsValidator : IValidateOptions<AuthorityOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorityOptions options)
    {
        List<string> faults = [];
        if (!IsOrigin(options.PublicUrl))
            faults.Add("Authority:PublicUrl must be http://host[:port] or https://host[:port], with nothing after it.");
        if (!MemberNaming.Knows(options.CertificateProfileInfo))
            faults.Add($"Authority:CertificateProfileInfo is no way of naming members that is known: '{options.CertificateProfileInfo}'.");
        if (!Enum.IsDefined(options.KeyKind))
            faults.Add("Authority:KeyKind is no kind of key.");
        if (options is { RootToken.Length: > 0, Token.Length: > 0 } && Path.GetFullPath(options.RootToken) == Path.GetFullPath(options.Token))
            faults.Add("Authority:RootToken and Authority:Token must be two folders: the root key is kept apart.");
        if (options.Facts.Length > 0 && ProblemOf(options.Facts) is { } problem)
            faults.Add($"Authority:Facts: {problem}");
        return faults.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsOrigin(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == url && uri.UserInfo.Length == 0;

    private static string? ProblemOf(string path)
    {
        try
        {
            InstanceFacts.Load(path);
            return null;
        }
        catch (InvalidDataException problem)
        {
            return problem.Message;
        }
    }
}
