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
    private readonly Regex? _path;

    /// <param name="method">An HTTP method, or <c>*</c> for all.</param>
    /// <param name="path">The pattern; <c>**</c> for the whole service.</param>
    public EndpointPattern(string method = "*", string path = "**")
    {
        (Method, Path) = (method.ToUpperInvariant(), path);
        // Patterns are few and paths come from outside: the engine that cannot backtrack bounds the work.
        _path = path == Everything
            ? null
            : new Regex(ToExpression(path), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>The HTTP method in capitals, or <c>*</c> for all.</summary>
    public string Method { get; }

    /// <summary>The pattern of the path, as it was given.</summary>
    public string Path { get; }

    /// <summary>Whether it covers the whole service: what a right must do to allow SOAP, which has no endpoints.</summary>
    public bool CoversAll => Method is "*" && _path is null;

    /// <summary>Whether the request falls under the pattern.</summary>
    /// <param name="request">The request.</param>
    public bool Covers(RestRequestPart request) =>
        (Method is "*" || Method == request.Verb) && (_path is null || _path.IsMatch(request.Target.DecodedServicePath));

    /// <summary>Whether everything under another pattern falls under this one too, as far as that can be told: a pattern within segments, or the same.</summary>
    /// <param name="other">The other pattern.</param>
    public bool Covers(EndpointPattern other) =>
        (Method is "*" || Method == other.Method)
        && (_path is null || Path == other.Path || (!other.Path.Contains(Everything, StringComparison.Ordinal) && _path.IsMatch(other.Path)));

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
