using Cabildo.Rules.Dmn.Reading;
using Cabildo.Rules.Dmn.Tables;
using Cabildo.Rules.Dmn.Types;
using Cabildo.Rules.Feel;

namespace Cabildo.Rules.Dmn.Boxed;

/// <summary>Compiles the boxed expressions of a model (DMN 1.5 §7.3, §10.2.2). What is wrong is told, and null with that reason when it is run.</summary>
internal sealed partial class BoxedCompiler(ModelFile file)
{
    public ModelFile File => file;

    /// <summary>The expression in an element; null if there is none.</summary>
    /// <param name="holder">The element.</param>
    /// <param name="scope">The names it may use.</param>
    /// <param name="what">What it is the value of, for reasons.</param>
    public Code? In(Element? holder, Scope scope, string what)
    {
        foreach (var child in holder?.Children ?? [])
        {
            if (IsExpression(child.Name))
                return Compile(child, scope, what);
        }

        return null;
    }

    /// <summary>The expression in an element; one that is not there is told.</summary>
    public Code Within(Element? holder, Element parent, Scope scope, string what) => In(holder, scope, what) ?? Refuse(holder ?? parent, "no-expression", $"{what} has no expression.");

    /// <summary>An expression; its value is of the type that it declares.</summary>
    public Code Compile(Element expression, Scope scope, string what)
    {
        if (expression.Name == "functionDefinition")
            return Function(expression, scope, what);
        Code code = expression.Name switch
        {
            "literalExpression" => Literal(expression, scope),
            "context" => Context(expression, scope),
            "list" => new BoxedList([.. expression.Children.Where(child => IsExpression(child.Name)).Select((child, i) => Compile(child, scope, $"Item {i + 1} of {what}"))]) { Place = expression.Place },
            "relation" => Relation(expression, scope, what),
            "invocation" => Invocation(expression, scope, what),
            "decisionTable" => new TableCompiler(this).Compile(expression, scope, what),
            "conditional" => new BoxedConditional(
                Within(expression.Child("if"), expression, scope, "The condition"),
                Within(expression.Child("then"), expression, scope, what),
                Within(expression.Child("else"), expression, scope, what)) { Place = expression.Place },
            "filter" => Filter(expression, scope),
            "for" => For(expression, scope),
            "some" or "every" => Quantified(expression, scope),
            _ => Refuse(expression, "unknown-expression", $"`{expression.Name}` is no expression of DMN."),
        };
        return Conforming.Of(code, file.Types.Of(expression), what);
    }

    private static bool IsExpression(string name) => name is "literalExpression" or "context" or "list" or "relation" or "invocation" or "functionDefinition"
        or "decisionTable" or "conditional" or "filter" or "for" or "some" or "every";

    private Code Literal(Element expression, Scope scope)
    {
        if (expression.Attribute("expressionLanguage") is { Length: > 0 } language && !DmnNamespaces.IsFeel(language))
            return Refuse(expression, "unknown-language", $"The expression is written in `{language}`. Only FEEL is evaluated.");
        if (expression.Child("importedValues") is { } imported)
            return Refuse(imported, "unknown-language", "Imported values are not read. Write the expression in FEEL.");
        return expression.Child("text") is { } text && !string.IsNullOrWhiteSpace(text.Text)
            ? FeelSource.Expression(file, text, scope)
            : Refuse(expression, "no-expression", "The expression is empty.");
    }

    private Broken Refuse(Element element, string code, string message)
    {
        file.Problem(code, message, element.Place);
        return new Broken(message) { Place = element.Place };
    }
}
