using System.Text;
using System.Text.RegularExpressions;

namespace Cabildo.XRoad.Messages;

/// <summary>
/// The endpoints of a service that an access right covers: a method and a path pattern, in which <c>*</c> stands for any
/// characters of one segment and <c>**</c> for any characters at all; a backslash before <c>*</c> takes its meaning away.
/// </summary>
public sealed class EndpointPattern
{
    private const string Everything = "**";
    private readonly string _method;
    private readonly Regex? _path;

    /// <param name="method">An HTTP method, or <c>*</c> for all.</param>
    /// <param name="path">The pattern; <c>**</c> for the whole service.</param>
    public EndpointPattern(string method = "*", string path = "**")
    {
        _method = method.ToUpperInvariant();
        // Patterns are few and paths come from outside: the engine that cannot backtrack bounds the work.
        _path = path == Everything
            ? null
            : new Regex(ToExpression(path), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>Whether it covers the whole service: what a right must do to allow SOAP, which has no endpoints.</summary>
    public bool CoversAll => _method is "*" && _path is null;

    /// <summary>Whether the request falls under the pattern.</summary>
    /// <param name="request">The request.</param>
    public bool Covers(RestRequestPart request) =>
        (_method is "*" || _method == request.Verb) && (_path is null || _path.IsMatch(request.Target.DecodedServicePath));

    private static string ToExpression(string pattern)
    {
        var expression = new StringBuilder("\\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
                expression.Append(Regex.Escape(pattern[++i].ToString()));
            else if (pattern[i] != '*')
                expression.Append(Regex.Escape(pattern[i].ToString()));
            else
                expression.Append(SkipStars(pattern, ref i) > 1 ? ".*" : "[^/]*");
        }

        return expression.Append("\\z").ToString();
    }

    private static int SkipStars(string pattern, ref int position)
    {
        var count = 1;
        for (; position + 1 < pattern.Length && pattern[position + 1] == '*'; position++)
            count++;
        return count;
    }
}
